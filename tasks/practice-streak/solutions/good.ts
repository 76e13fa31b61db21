function streaks(minutes: number[], goal: number): [number, number, number] {
  const onGoal = minutes.map((practised) => practised >= goal);
  // A today that is not on goal yet says nothing: it is left out.
  const over = onGoal.at(-1) === false ? onGoal.slice(0, -1) : onGoal;
  const lengths: number[] = [0];
  for (const reached of over) lengths.push(reached ? lengths[lengths.length - 1] + 1 : 0);
  return [over.filter((reached) => reached).length, Math.max(...lengths), lengths[lengths.length - 1]];
}

function longestWithJokers(minutes: number[], goal: number, earn: number): number {
  let longest = 0;
  let days = 0;
  let jokers = 0;
  for (const practised of minutes) {
    if (practised >= goal) {
      days += 1;
      longest = Math.max(longest, days);
      if (days % earn === 0) jokers = Math.min(2, jokers + 1);
    } else if (jokers > 0) {
      jokers -= 1;
    } else {
      days = 0;
    }
  }
  return longest;
}
