"""Brings a store of an older layout up to the present one."""
