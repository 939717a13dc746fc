"""Clinics, doctors, licences, insurance, and the closed list of specialties."""
