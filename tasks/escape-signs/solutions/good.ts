type Door = [string, string];
type Sign = [string, string, number];

function signs(rooms: string[], doors: Door[], exits: string[]): Sign[] {
  const neighbours = new Map<string, string[]>();
  for (const room of rooms) neighbours.set(room, []);
  for (const [one, other] of doors) {
    neighbours.get(one)!.push(other);
    neighbours.get(other)!.push(one);
  }
  const away = new Map<string, number>();
  for (const room of exits) away.set(room, 0);
  const queue = [...exits];
  for (let at = 0; at < queue.length; at++) {
    for (const other of neighbours.get(queue[at])!) {
      if (away.has(other)) continue;
      away.set(other, away.get(queue[at])! + 1);
      queue.push(other);
    }
  }
  return rooms.map((room): Sign => {
    const far = away.get(room);
    if (far === undefined) return [room, "none", -1];
    if (far === 0) return [room, "out", 0];
    const nearer = neighbours.get(room)!.filter((other) => away.get(other)! < far);
    return [room, nearer.reduce((first, other) => (other < first ? other : first)), far];
  });
}

function vitalDoors(rooms: string[], doors: Door[], exits: string[]): Door[] {
  const lost = (open: Door[]) => signs(rooms, open, exits).filter(([, next]) => next === "none").length;
  const now = lost(doors);
  return doors.filter((_, at) => lost([...doors.slice(0, at), ...doors.slice(at + 1)]) > now);
}
