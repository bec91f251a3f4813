"""A year of one billing operation as it really is: practices, patients, visits, and payers outside. Nothing of it knows us.

What is planted in it (slips of the front desk, gaps in notes, moods of payers) happens at the rates of ``rates``.
"""
