"""What citizens and offices do: verbs with keyword-only arguments and who acts (`by`)."""
