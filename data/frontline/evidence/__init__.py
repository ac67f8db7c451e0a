"""What says who holds a settlement: one value for all providers, and a module for each provider."""
