def receipt(order: list[str]) -> list[str]:
    out = []
    t = 0
    e = 0
    for l in order:
        w = l.split(" ")
        if w[0] == "poster":
            if len(w) == 3:
                n = int(w[2])
                ok = 1
                p = 0
                if w[1] == "A2":
                    p = 900 * n
                else:
                    if w[1] == "A1":
                        p = 1500 * n
                    else:
                        if w[1] == "A0":
                            p = 2600 * n
                        else:
                            ok = 0
                            out.append("?: " + l)
                if ok == 1:
                    if n >= 10:
                        if n >= 50:
                            p = p * 80 // 100
                        else:
                            p = p * 90 // 100
                    s = str(p // 100) + "."
                    if p % 100 < 10:
                        s = s + "0"
                    s = s + str(p % 100)
                    out.append(str(n) + " x poster " + w[1] + ": " + s)
                    t = t + p
            else:
                out.append("?: " + l)
        else:
            if w[0] == "booklet":
                if len(w) != 3:
                    out.append("?: " + l)
                else:
                    n = int(w[2])
                    # 12 a page, and the binding
                    p = (12 * int(w[1]) + 80) * n
                    if n >= 100:
                        p = p * 75 // 100
                    if n >= 10 and n < 100:
                        p = p * 90 // 100
                    s = str(p // 100) + "."
                    if p % 100 < 10:
                        s = s + "0"
                    s = s + str(p % 100)
                    out.append(w[2] + " x booklet " + w[1] + " p.: " + s)
                    t += p
            elif w[0] == "cards" and len(w) == 2:
                n = int(w[1])
                p = 5 * n
                if p < 1500:
                    p = 1500
                s = str(p // 100) + "."
                if p % 100 < 10:
                    s = s + "0"
                s = s + str(p % 100)
                out.append(w[1] + " x cards: " + s)
                t = t + p
            else:
                if l == "express":
                    e = 1
                else:
                    out.append("?: " + l)
    if e == 1:
        if t > 0:
            p = (t * 25 + 50) // 100
            if p < 1000:
                p = 1000
            s = str(p // 100) + "."
            if p % 100 < 10:
                s = s + "0"
            s = s + str(p % 100)
            out.append("express: " + s)
            t = t + p
    s = str(t // 100) + "."
    if t % 100 < 10:
        s = s + "0"
    s = s + str(t % 100)
    out.append("total: " + s)
    return out
