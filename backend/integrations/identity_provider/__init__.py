"""The organisation's own sign-in (OpenID Connect), where one is configured."""
