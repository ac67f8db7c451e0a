"""The view: a Streamlit page over the data layer. No SQL and no geocoding here."""
