// asks the compiler to run code and to read files
// verdicts: compile_error wrong
// -processor Evil -processorpath /tmp --release 8
import javax.annotation.processing.*;

@SupportedAnnotationTypes("*")
class Evil extends AbstractProcessor {
    static { System.exit(0); }
    public boolean process(java.util.Set<? extends javax.lang.model.element.TypeElement> a, RoundEnvironment b) { return false; }
}

@Deprecated
class Solution {
    int f(int a) {
        return a + 100;
    }
}
