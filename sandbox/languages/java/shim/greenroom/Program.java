package greenroom;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The candidate's classes, once loaded, and the objects that the judge has made of them. */
final class Program {
    private final Compiled compiled;
    private final Compiled.Loader loader;
    private final Map<String, Object> objects = new HashMap<>();

    Program(Compiled compiled) {
        this.compiled = compiled;
        this.loader = compiled.new Loader();
    }

    Set<String> own() {
        return compiled.classes().keySet();
    }

    /** What the program itself has thrown. */
    static final class Thrown extends Exception {
        final Throwable error;

        Thrown(Throwable error) {
            super(null, null, false, false);
            this.error = error;
        }
    }

    /** Calls a function, or with `on` a method of an object; with `back` not negative, that argument is the answer. */
    Object call(String name, Object on, List<?> args, Map<?, ?> named, int back) throws Thrown {
        Object object = on == null ? null : objects.get(on);
        if (on != null && object == null) throw Unfit.missing("there is no object " + on);
        List<Method> methods = on == null ? functions(name) : methods(object.getClass(), name);
        if (methods.isEmpty()) throw Unfit.missing("there is no " + (on == null ? "function" : "method") + " called " + name);
        Call<Method> call = fitting(methods, name, args, named);
        Method method = call.of;
        if (object == null && !Modifier.isStatic(method.getModifiers())) object = holder(method.getDeclaringClass());
        Object returned = invoked(method, object, call.values);
        return back >= 0 ? call.values[back] : returned;
    }

    void make(String name, String as, List<?> args, Map<?, ?> named) throws Thrown {
        objects.put(as, made(named(name), args, named));
    }

    void drop(Object handle) {
        objects.remove(handle);
    }

    /** The method that a program starts with: with or without arguments, of an object or of none. */
    Method main() {
        for (Class<?> type : types())
            for (boolean args : new boolean[] {true, false})
                try {
                    Method main = args ? type.getDeclaredMethod("main", String[].class) : type.getDeclaredMethod("main");
                    if (Modifier.isPrivate(main.getModifiers()) || main.getReturnType() != void.class) continue;
                    main.setAccessible(true);
                    return main;
                } catch (NoSuchMethodException none) {
                    continue;
                }
        return null;
    }

    void start(Method main) throws Thrown {
        Object on = Modifier.isStatic(main.getModifiers()) ? null : made(main.getDeclaringClass(), List.of(), Map.of());
        invoked(main, on, main.getParameterCount() == 0 ? new Object[0] : new Object[] {new String[0]});
    }

    /** A new object for each call, so that no case finds what another has left in its fields. */
    private Object holder(Class<?> type) throws Thrown {
        try {
            var only = type.getDeclaredField("INSTANCE"); // Kotlin's object
            if (only.getType() == type && Modifier.isStatic(only.getModifiers())) return only.get(null);
        } catch (ReflectiveOperationException none) {
            // an ordinary class
        }
        return made(type, List.of(), Map.of());
    }

    private Object made(Class<?> type, List<?> args, Map<?, ?> named) throws Thrown {
        var constructors = new ArrayList<Constructor<?>>();
        for (Constructor<?> each : type.getDeclaredConstructors()) if (!each.isSynthetic()) constructors.add(each);
        Call<Constructor<?>> call = fitting(constructors, type.getSimpleName(), args, named);
        try {
            call.of.setAccessible(true);
            return call.of.newInstance(call.values);
        } catch (InvocationTargetException error) {
            throw new Thrown(error.getCause());
        } catch (InstantiationException error) {
            throw Unfit.missing("the class " + type.getSimpleName() + " is abstract");
        } catch (ReflectiveOperationException | RuntimeException error) {
            throw Unfit.missing("a " + type.getSimpleName() + " cannot be made: " + error.getMessage());
        }
    }

    private static Object invoked(Method method, Object on, Object[] values) throws Thrown {
        try {
            method.setAccessible(true);
            return method.invoke(on, values);
        } catch (InvocationTargetException error) {
            throw new Thrown(error.getCause());
        } catch (IllegalAccessException error) {
            throw Unfit.missing(method.getName() + " cannot be called");
        } catch (LinkageError error) { // its class's static part has failed
            throw new Thrown(error.getCause() == null ? error : error.getCause());
        }
    }

    private record Call<E extends Executable>(E of, Object[] values) {}

    /** The one of several with the same name that the arguments fit. */
    private static <E extends Executable> Call<E> fitting(List<E> some, String name, List<?> args, Map<?, ?> named) {
        int count = args.size() + named.size();
        Unfit misfit = null;
        for (E each : some) {
            if (each.getParameterCount() != count) continue;
            try {
                return new Call<>(each, values(each, args, named));
            } catch (Unfit unfit) {
                if (misfit == null) misfit = unfit;
            }
        }
        if (misfit != null) throw misfit;
        throw Unfit.missing("no " + name + " takes " + count + (count == 1 ? " parameter" : " parameters"));
    }

    private static Object[] values(Executable of, List<?> args, Map<?, ?> named) {
        Type[] types = of.getGenericParameterTypes();
        Parameter[] params = of.getParameters();
        var values = new Object[types.length];
        for (int i = 0; i < values.length; i++) {
            boolean positional = i < args.size();
            if (!positional && !named.containsKey(params[i].getName()))
                throw Unfit.missing("the parameter " + params[i].getName() + " is not one of the task's");
            values[i] = Decode.to(types[i], positional ? args.get(i) : named.get(params[i].getName()));
        }
        return values;
    }

    private List<Method> functions(String name) {
        for (Class<?> type : types()) {
            List<Method> found = methods(type, name);
            if (!found.isEmpty()) return found;
        }
        return List.of();
    }

    private List<Method> methods(Class<?> type, String name) {
        var found = new ArrayList<Method>();
        for (Class<?> each = type; each != null && each.getClassLoader() == loader; each = each.getSuperclass())
            for (Method method : each.getDeclaredMethods())
                if (method.getName().equals(name) && !method.isSynthetic()) found.add(method);
        return found;
    }

    /** The outermost classes, Solution first. */
    private List<Class<?>> types() {
        var types = new ArrayList<Class<?>>();
        for (String name : own()) {
            if (name.indexOf('$') >= 0) continue;
            Class<?> type = loaded(name);
            if (name.equals("Solution")) types.addFirst(type);
            else types.add(type);
        }
        return types;
    }

    private Class<?> named(String name) {
        for (String each : own()) {
            int start = Math.max(each.lastIndexOf('.'), each.lastIndexOf('$')) + 1;
            if (each.substring(start).equals(name)) return loaded(each);
        }
        throw Unfit.missing("there is no class called " + name);
    }

    private Class<?> loaded(String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException | LinkageError error) {
            throw Unfit.missing("the class " + name + " cannot be loaded: " + error.getMessage());
        }
    }
}
