class FormHistory:
    def __init__(self, fields):
        self.values = dict(fields)
        self.saved = dict(fields)
        self.done = []
        self.undone = []

    def change(self, field, value):
        if self.values.get(field) in (None, value):
            return False
        self.remember((field, self.values[field], value))
        self.values[field] = value
        return True

    def remember(self, change):
        """Put a new change on top of what is done. A step is a list of changes; here each has one."""
        self.done.append([change])
        self.undone.clear()

    def undo(self):
        if not self.done:
            return False
        step = self.done.pop()
        for field, before, _ in reversed(step):
            self.values[field] = before
        self.undone.append(step)
        return True

    def redo(self):
        if not self.undone:
            return False
        step = self.undone.pop()
        for field, _, after in step:
            self.values[field] = after
        self.done.append(step)
        return True

    def save(self):
        self.saved = dict(self.values)

    def value(self, field):
        return self.values.get(field)

    def unsaved(self):
        return sorted(field for field, value in self.values.items() if value != self.saved[field])


class GroupHistory(FormHistory):
    def __init__(self, fields, most):
        super().__init__(fields)
        self.most = most
        self.open = 0
        self.begun = False

    def remember(self, change):
        if self.begun:
            self.done[-1].append(change)
            return
        super().remember(change)
        self.done = self.done[-self.most :]
        self.begun = self.open > 0

    def begin(self):
        self.open += 1

    def end(self):
        self.open = max(0, self.open - 1)
        if not self.open:
            self.begun = False

    def undo(self):
        self.end_all()
        return super().undo()

    def redo(self):
        self.end_all()
        return super().redo()

    def end_all(self):
        self.open = 0
        self.begun = False
