"""Centres, programmes, cohorts, classes, calendars and enrolments."""
