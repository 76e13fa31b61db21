/**
 * @param {string[]} order
 * @returns {string[]}
 */
function receipt(order) {
  const out = [];
  let t = 0;
  let e = 0;
  let n, p, s;
  for (const l of order) {
    const w = l.split(" ");
    if (w[0] === "poster") {
      if (w.length === 3) {
        n = Number(w[2]);
        let ok = 1;
        if (w[1] === "A2") {
          p = 900 * n;
        } else {
          if (w[1] === "A1") {
            p = 1500 * n;
          } else {
            if (w[1] === "A0") {
              p = 2600 * n;
            } else {
              ok = 0;
              out.push("?: " + l);
            }
          }
        }
        if (ok === 1) {
          if (n >= 10) {
            if (n >= 50) {
              p = Math.floor((p * 80) / 100);
            } else {
              p = Math.floor((p * 90) / 100);
            }
          }
          s = Math.floor(p / 100) + ".";
          if (p % 100 < 10) s = s + "0";
          s = s + (p % 100);
          out.push(n + " x poster " + w[1] + ": " + s);
          t = t + p;
        }
      } else {
        out.push("?: " + l);
      }
    } else {
      if (w[0] === "booklet") {
        if (w.length !== 3) {
          out.push("?: " + l);
        } else {
          n = Number(w[2]);
          // 12 a page, and the binding
          p = (12 * Number(w[1]) + 80) * n;
          if (n >= 100) p = Math.floor((p * 75) / 100);
          if (n >= 10 && n < 100) p = Math.floor((p * 90) / 100);
          s = Math.floor(p / 100) + ".";
          if (p % 100 < 10) s = s + "0";
          s = s + (p % 100);
          out.push(w[2] + " x booklet " + w[1] + " p.: " + s);
          t += p;
        }
      } else if (w[0] === "cards" && w.length === 2) {
        n = Number(w[1]);
        p = 5 * n;
        if (p < 1500) p = 1500;
        s = Math.floor(p / 100) + ".";
        if (p % 100 < 10) s = s + "0";
        s = s + (p % 100);
        out.push(w[1] + " x cards: " + s);
        t = t + p;
      } else {
        if (l === "express") {
          e = 1;
        } else {
          out.push("?: " + l);
        }
      }
    }
  }
  if (e === 1) {
    if (t > 0) {
      p = Math.floor((t * 25 + 50) / 100);
      if (p < 1000) p = 1000;
      s = Math.floor(p / 100) + ".";
      if (p % 100 < 10) s = s + "0";
      s = s + (p % 100);
      out.push("express: " + s);
      t = t + p;
    }
  }
  s = Math.floor(t / 100) + ".";
  if (t % 100 < 10) s = s + "0";
  s = s + (t % 100);
  out.push("total: " + s);
  return out;
}
