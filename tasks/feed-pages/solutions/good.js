function page(posts, size, cursor) {
  const place = placeOf(cursor);
  if (cursor !== "" && !place) return null;
  const after = inOrder(posts).filter((post) => !place || compare(post, place) > 0);
  const shown = after.slice(0, size);
  return [shown.map(([id]) => id), after.length > size ? written(shown.at(-1)) : ""];
}

function pageBothWays(posts, size, cursor) {
  const back = cursor.startsWith("<");
  const place = placeOf(cursor.slice(1));
  if (cursor !== "" && !(place && (back || cursor.startsWith(">")))) return null;
  const ordered = inOrder(posts);
  const shown = back
    ? ordered.filter((post) => compare(post, place) < 0).slice(-size)
    : ordered.filter((post) => !place || compare(post, place) > 0).slice(0, size);
  if (shown.length === 0) return [[], "", ""];
  const newer = shown[0] === ordered[0] ? "" : `<${written(shown[0])}`;
  const older = shown.at(-1) === ordered.at(-1) ? "" : `>${written(shown.at(-1))}`;
  return [shown.map(([id]) => id), newer, older];
}

function placeOf(cursor) {
  const found = /^([0-9]{1,9}):(.+)$/.exec(cursor);
  return found && [found[2], Number(found[1])];
}

function inOrder(posts) {
  return [...posts].sort(compare);
}

function compare([id, time], [otherId, otherTime]) {
  return otherTime - time || (id < otherId ? -1 : id > otherId ? 1 : 0);
}

function written([id, time]) {
  return `${time}:${id}`;
}
