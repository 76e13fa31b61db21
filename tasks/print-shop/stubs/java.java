import java.util.*;

class Solution {
    String[] receipt(String[] order) {
        List<String> out = new ArrayList<>();
        long t = 0;
        int e = 0;
        for (String l : order) {
            String[] w = l.split(" ");
            if (w[0].equals("poster")) {
                if (w.length == 3) {
                    int n = Integer.parseInt(w[2]);
                    int ok = 1;
                    long p = 0;
                    if (w[1].equals("A2")) {
                        p = 900 * n;
                    } else {
                        if (w[1].equals("A1")) {
                            p = 1500 * n;
                        } else {
                            if (w[1].equals("A0")) {
                                p = 2600 * n;
                            } else {
                                ok = 0;
                                out.add("?: " + l);
                            }
                        }
                    }
                    if (ok == 1) {
                        if (n >= 10) {
                            if (n >= 50) {
                                p = p * 80 / 100;
                            } else {
                                p = p * 90 / 100;
                            }
                        }
                        String s = p / 100 + ".";
                        if (p % 100 < 10) {
                            s = s + "0";
                        }
                        s = s + p % 100;
                        out.add(n + " x poster " + w[1] + ": " + s);
                        t = t + p;
                    }
                } else {
                    out.add("?: " + l);
                }
            } else {
                if (w[0].equals("booklet")) {
                    if (w.length != 3) {
                        out.add("?: " + l);
                    } else {
                        int n = Integer.parseInt(w[2]);
                        // 12 a page, and the binding
                        long p = (12L * Integer.parseInt(w[1]) + 80) * n;
                        if (n >= 100) {
                            p = p * 75 / 100;
                        }
                        if (n >= 10 && n < 100) {
                            p = p * 90 / 100;
                        }
                        String s = p / 100 + ".";
                        if (p % 100 < 10) {
                            s = s + "0";
                        }
                        s = s + p % 100;
                        out.add(w[2] + " x booklet " + w[1] + " p.: " + s);
                        t += p;
                    }
                } else if (w[0].equals("cards") && w.length == 2) {
                    int n = Integer.parseInt(w[1]);
                    long p = 5 * n;
                    if (p < 1500) {
                        p = 1500;
                    }
                    String s = p / 100 + ".";
                    if (p % 100 < 10) {
                        s = s + "0";
                    }
                    s = s + p % 100;
                    out.add(w[1] + " x cards: " + s);
                    t = t + p;
                } else {
                    if (l.equals("express")) {
                        e = 1;
                    } else {
                        out.add("?: " + l);
                    }
                }
            }
        }
        if (e == 1) {
            if (t > 0) {
                long p = (t * 25 + 50) / 100;
                if (p < 1000) {
                    p = 1000;
                }
                String s = p / 100 + ".";
                if (p % 100 < 10) {
                    s = s + "0";
                }
                s = s + p % 100;
                out.add("express: " + s);
                t = t + p;
            }
        }
        String s = t / 100 + ".";
        if (t % 100 < 10) {
            s = s + "0";
        }
        s = s + t % 100;
        out.add("total: " + s);
        return out.toArray(new String[0]);
    }
}
