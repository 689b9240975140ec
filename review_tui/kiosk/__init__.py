"""Running under sshd: a driver, signals and an application base that a client cannot bring down or get out of."""
