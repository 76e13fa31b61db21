import java.util.*;
import java.util.function.*;

class Payments {
    record Request(String verb, String of, int cents) {}

    record Given(Request request, String answer, int time) {}

    static class Payment {
        final String account;
        int left;

        Payment(String account, int cents) {
            this.account = account;
            this.left = cents;
        }
    }

    private final int keep;
    private final Map<String, Integer> balances = new HashMap<>();
    private final Map<String, Given> remembered = new HashMap<>();
    protected final Map<String, Payment> payments = new HashMap<>();

    Payments(int keep) {
        this.keep = keep;
    }

    void deposit(String account, int cents) {
        balances.merge(account, cents, Integer::sum);
    }

    int balance(String account) {
        return balances.getOrDefault(account, 0);
    }

    String pay(String key, String account, int cents, int now) {
        return once(key, new Request("pay", account, cents), now, this::charge);
    }

    // The answer to a request: of carrying it out, or the remembered one.
    protected String once(String key, Request request, int now, Function<Request, String> carryOut) {
        if (request.cents() < 1) {
            return "invalid";
        }
        Given before = remembered.get(key);
        if (before != null && now - before.time() < keep) {
            return before.request().equals(request) ? before.answer() : "conflict";
        }
        String answer = carryOut.apply(request);
        remembered.put(key, new Given(request, answer, now));
        return answer;
    }

    private String charge(Request request) {
        if (balance(request.of()) < request.cents()) {
            return "declined";
        }
        balances.merge(request.of(), -request.cents(), Integer::sum);
        String name = "p" + (payments.size() + 1);
        payments.put(name, new Payment(request.of(), request.cents()));
        return "created " + name;
    }
}

class RefundablePayments extends Payments {
    private int refunds;

    RefundablePayments(int keep) {
        super(keep);
    }

    String refund(String key, String payment, int cents, int now) {
        return once(key, new Request("refund", payment, cents), now, this::giveBack);
    }

    private String giveBack(Request request) {
        Payment payment = payments.get(request.of());
        if (payment == null) {
            return "unknown";
        }
        if (payment.left < request.cents()) {
            return "too much";
        }
        payment.left -= request.cents();
        deposit(payment.account, request.cents());
        refunds++;
        return "refunded r" + refunds;
    }
}
