"""Baeum: free, bootcamp-style training from admission to a job."""
