class AlreadyIn extends Error {}

class NotIn extends Error {}

class WaitingList {
  constructor(seats) {}

  join(name) {}

  leave(name) {}

  seated() {}

  waiting() {}

  listen(listener) {}
}

module.exports = { AlreadyIn, NotIn, WaitingList };
