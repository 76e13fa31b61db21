function signs(rooms, doors, exits) {
  const neighbours = new Map(rooms.map((room) => [room, []]));
  for (const [one, other] of doors) {
    neighbours.get(one).push(other);
    neighbours.get(other).push(one);
  }
  const away = new Map(exits.map((room) => [room, 0]));
  for (const [room, doorsAway] of away) {
    // A Map goes on to what is added on the way, so it is the queue as well.
    for (const other of neighbours.get(room)) if (!away.has(other)) away.set(other, doorsAway + 1);
  }
  return rooms.map((room) => {
    if (!away.has(room)) return [room, "none", -1];
    if (away.get(room) === 0) return [room, "out", 0];
    const nearer = neighbours.get(room).filter((other) => away.get(other) < away.get(room));
    return [room, nearer.sort()[0], away.get(room)];
  });
}

function vitalDoors(rooms, doors, exits) {
  const lost = (open) => signs(rooms, open, exits).filter(([, next]) => next === "none").length;
  const now = lost(doors);
  return doors.filter((_, at) => lost(doors.toSpliced(at, 1)) > now);
}
