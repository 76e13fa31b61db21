// fails: units/a space before the unit
// Takes all spaces out first. All examples of part 1 pass.
function minutesOf(entry) {
  const text = entry.replaceAll(" ", "");
  const both = /^(?:([0-9]+)h)?(?:([0-9]+)m)?$/.exec(text) ?? /^([0-9]+):([0-9]{2})$/.exec(text);
  const point = /^([0-9]+)\.([0-9]{1,2})h$/.exec(text);
  let minutes = null;
  if (both) {
    minutes = both[1] && Number(both[2] ?? 0) > 59 ? null : Number(both[1] ?? 0) * 60 + Number(both[2] ?? 0);
  } else if (point) {
    const hundredths = Number(point[1]) * 100 + Number(point[2].padEnd(2, "0"));
    minutes = hundredths % 5 ? null : (hundredths / 5) * 3;
  }
  return minutes >= 1 && minutes <= 1440 ? minutes : null;
}

function report() {
  return [];
}
