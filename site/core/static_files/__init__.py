"""What visitors load beside pages: joined, made small and packed when static files are collected."""
