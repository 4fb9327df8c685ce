"""The queues of jobs, each with a worker of its own. Plain Python without Django.

Letters and whatever somebody waits for go to the first; what takes minutes (converting a video, a
bundle of papers) names the other: ``@task(queue_name=queues.HEAVY)``.
"""

DEFAULT = "default"
HEAVY = "heavy"
