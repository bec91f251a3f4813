"""The phone line: signed webhooks in, TwiML out."""
