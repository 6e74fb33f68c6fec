"""Web workers: threads in two processes; the clock runs in a process of its own (``flask scheduler``)."""

import os

bind = os.environ.get("BAEUM_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("BAEUM_WORKERS", "2"))
threads = int(os.environ.get("BAEUM_THREADS", "4"))
worker_class = "gthread"
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None
errorlog = "-"
loglevel = "warning"
