"""What every call needs: requests, retries, answers, jobs. Not part of the public
interface.

The decisions (what to send, when to repeat, when a job is done) are generators in
`flow` and `job_flow`, which yield what they want done and touch no network.
`sync_driver` and `async_driver` do it, and are all that differs between the two
clients.
"""
