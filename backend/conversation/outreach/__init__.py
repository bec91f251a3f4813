"""What we send by ourselves: news by the channel a person chose, within their consent and outside their quiet hours."""
