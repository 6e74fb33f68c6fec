"""Timetables: reading the files of HRD-Net and of spreadsheets into sessions. Pure."""
