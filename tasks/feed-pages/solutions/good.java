import java.util.*;
import java.util.regex.*;

class Solution {
    record StringIntPair(String first, int second) {}

    record StringListStringPair(String[] first, String second) {}

    record StringListStringStringTriple(String[] first, String second, String third) {}

    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,9}):(.+)");
    private static final Comparator<StringIntPair> ORDER =
        Comparator.comparing(StringIntPair::second).reversed().thenComparing(StringIntPair::first);

    StringListStringPair page(StringIntPair[] posts, int size, String cursor) {
        StringIntPair place = placeOf(cursor);
        if (place == null && !cursor.isEmpty()) {
            return null;
        }
        List<StringIntPair> after = after(posts, place);
        List<StringIntPair> shown = after.subList(0, Math.min(size, after.size()));
        return new StringListStringPair(ids(shown), after.size() > size ? written(shown.getLast()) : "");
    }

    StringListStringStringTriple pageBothWays(StringIntPair[] posts, int size, String cursor) {
        boolean back = cursor.startsWith("<");
        boolean onward = cursor.startsWith(">");
        StringIntPair place = back || onward ? placeOf(cursor.substring(1)) : null;
        if (place == null && !cursor.isEmpty()) {
            return null;
        }
        List<StringIntPair> ordered = after(posts, null);
        List<StringIntPair> shown;
        if (back) {
            List<StringIntPair> before = ordered.stream().filter(post -> ORDER.compare(post, place) < 0).toList();
            shown = before.subList(Math.max(0, before.size() - size), before.size());
        } else {
            List<StringIntPair> after = after(posts, place);
            shown = after.subList(0, Math.min(size, after.size()));
        }
        if (shown.isEmpty()) {
            return new StringListStringStringTriple(new String[0], "", "");
        }
        String newer = shown.getFirst().equals(ordered.getFirst()) ? "" : "<" + written(shown.getFirst());
        String older = shown.getLast().equals(ordered.getLast()) ? "" : ">" + written(shown.getLast());
        return new StringListStringStringTriple(ids(shown), newer, older);
    }

    private static StringIntPair placeOf(String cursor) {
        Matcher found = CURSOR.matcher(cursor);
        return found.matches() ? new StringIntPair(found.group(2), Integer.parseInt(found.group(1))) : null;
    }

    private static List<StringIntPair> after(StringIntPair[] posts, StringIntPair place) {
        return Arrays.stream(posts)
            .filter(post -> place == null || ORDER.compare(post, place) > 0)
            .sorted(ORDER)
            .toList();
    }

    private static String[] ids(List<StringIntPair> posts) {
        return posts.stream().map(StringIntPair::first).toArray(String[]::new);
    }

    private static String written(StringIntPair post) {
        return post.second() + ":" + post.first();
    }
}
