"""What is on the web: plans visits, makes them politely, records facts."""
