"""Where articles come from: file formats and the web."""
