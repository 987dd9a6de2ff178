"""Partners, devices of halls, hotline, paper, text messages and files of services."""
