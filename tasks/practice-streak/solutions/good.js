function streaks(minutes, goal) {
  let onGoal = 0;
  let longest = 0;
  let current = 0;
  minutes.forEach((practised, day) => {
    if (practised >= goal) {
      onGoal += 1;
      current += 1;
      longest = Math.max(longest, current);
    } else if (day < minutes.length - 1) {
      current = 0;
    }
  });
  return [onGoal, longest, current];
}

function longestWithJokers(minutes, goal, earn) {
  let longest = 0;
  let streak = { days: 0, jokers: 0 };
  for (const practised of minutes) {
    if (practised >= goal) {
      streak.days += 1;
      longest = Math.max(longest, streak.days);
      if (streak.days % earn === 0) streak.jokers = Math.min(2, streak.jokers + 1);
    } else if (streak.jokers > 0) {
      streak.jokers -= 1;
    } else {
      streak = { days: 0, jokers: 0 };
    }
  }
  return longest;
}
