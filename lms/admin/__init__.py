"""The administrator's face over several features."""
