class AlreadyIn(Exception):
    pass


class NotIn(Exception):
    pass


class WaitingList:
    def __init__(self, seats):
        pass

    def join(self, name):
        pass

    def leave(self, name):
        pass

    def seated(self):
        pass

    def waiting(self):
        pass

    def listen(self, listener):
        pass
