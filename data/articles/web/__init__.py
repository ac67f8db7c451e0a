"""Fetches articles from the web, within limits and politely."""
