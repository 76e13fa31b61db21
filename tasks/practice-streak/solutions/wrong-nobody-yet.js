// fails: few days/never on goal
// Divides the row at the missed days: all examples pass, but a row without days on goal has no longest piece.
function streaks(minutes, goal) {
  const over = minutes.length && minutes.at(-1) < goal ? minutes.slice(0, -1) : minutes;
  const pieces = over.map((m) => (m >= goal ? "x" : " ")).join("").split(" ");
  const lengths = pieces.map((piece) => piece.length);
  return [over.filter((m) => m >= goal).length, Math.max(...lengths.filter((n) => n > 0)), lengths.at(-1)];
}

function longestWithJokers(minutes, goal, earn) {
  let longest = 0;
  let days = 0;
  let jokers = 0;
  for (const practised of minutes) {
    if (practised >= goal) {
      days += 1;
      longest = Math.max(longest, days);
      if (days % earn === 0) jokers = Math.min(2, jokers + 1);
    } else if (jokers > 0) jokers -= 1;
    else days = 0;
  }
  return longest;
}
