import java.util.*;
import java.util.stream.*;

class Solution {
    // A character of a query: outside quotes it may be a sign.
    private record Mark(char character, boolean quoted) {
        boolean is(char sign) {
            return character == sign && !quoted;
        }
    }

    // A term of a query; its field is null when it has none.
    private record Term(boolean minus, String field, String text) {
        boolean matches(Map<String, String> ticket) {
            boolean found = field == null
                ? ticket.get("title").toLowerCase().contains(text)
                : ticket.containsKey(field) && ticket.get(field).toLowerCase().equals(text);
            return found != minus;
        }
    }

    int[] search(List<Map<String, String>> tickets, String query) {
        return positions(tickets, List.of(marked(query)));
    }

    int[] searchAny(List<Map<String, String>> tickets, String query) {
        List<List<Mark>> sides = cut(marked(query), '|');
        return positions(tickets, sides.isEmpty() ? List.of(List.of()) : sides);
    }

    private static int[] positions(List<Map<String, String>> tickets, List<List<Mark>> sides) {
        List<List<Term>> alternatives = sides.stream()
            .map(side -> cut(side, ' ').stream().map(Solution::understood).toList())
            .toList();
        return IntStream.range(0, tickets.size())
            .filter(at -> alternatives.stream()
                .anyMatch(terms -> terms.stream().allMatch(term -> term.matches(tickets.get(at)))))
            .toArray();
    }

    private static List<Mark> marked(String query) {
        List<Mark> marks = new ArrayList<>();
        boolean quoted = false;
        for (char character : query.toLowerCase().toCharArray()) {
            if (character == '"') {
                quoted = !quoted;
            } else {
                marks.add(new Mark(character, quoted));
            }
        }
        return marks;
    }

    private static List<List<Mark>> cut(List<Mark> marks, char sign) {
        List<List<Mark>> pieces = new ArrayList<>(List.of(new ArrayList<>()));
        for (Mark mark : marks) {
            if (mark.is(sign)) {
                pieces.add(new ArrayList<>());
            } else {
                pieces.getLast().add(mark);
            }
        }
        pieces.removeIf(List::isEmpty);
        return pieces;
    }

    private static Term understood(List<Mark> piece) {
        boolean minus = piece.getFirst().is('-');
        List<Mark> rest = minus ? piece.subList(1, piece.size()) : piece;
        String text = rest.stream().map(mark -> String.valueOf(mark.character())).collect(Collectors.joining());
        for (int at = 0; at < rest.size(); at++) {
            if (rest.get(at).is(':')) {
                return new Term(minus, text.substring(0, at), text.substring(at + 1));
            }
        }
        return new Term(minus, null, text);
    }
}
