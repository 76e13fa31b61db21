using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace Greenroom
{
    /// <summary>The candidate's assembly, once loaded, and the objects that the judge has made of its classes.</summary>
    internal sealed class Program
    {
        private const BindingFlags Any =
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        private readonly Assembly assembly;
        private readonly Dictionary<string, object> objects = new Dictionary<string, object>();

        public Program(Assembly assembly)
        {
            this.assembly = assembly;
        }

        /// <summary>Calls a function, or with `on` a method; with `back` not negative, that argument is the answer.</summary>
        public object Call(string name, string on, List<object> args, Dictionary<string, object> named, int back)
        {
            object target = null;
            if (on != null && !objects.TryGetValue(on, out target)) throw Unfit.Missing("there is no object " + on);
            List<MethodInfo> methods = on == null ? Functions(name) : Methods(target.GetType(), name);
            if (methods.Count == 0) throw Unfit.Missing("there is no " + (on == null ? "function" : "method") + " called " + name);
            object[] values;
            MethodInfo method = Fitting(methods, name, args, named, out values);
            if (!method.IsStatic && target == null) target = Made(method.DeclaringType, new List<object>(), new Dictionary<string, object>());
            object returned = Guarded(() => Direct(method)(target, values));
            return back >= 0 ? values[back] : returned;
        }

        public void Make(string name, string handle, List<object> args, Dictionary<string, object> named)
        {
            Type type = assembly.GetTypes().FirstOrDefault(each => each.Name == name);
            if (type == null) throw Unfit.Missing("there is no class called " + name);
            objects[handle] = Made(type, args, named);
        }

        public void Drop(string handle)
        {
            objects.Remove(handle);
        }

        /// <summary>The method that a program starts with, or null.</summary>
        public MethodInfo Main()
        {
            return Types().SelectMany(type => Methods(type, "Main")).FirstOrDefault(main => main.IsStatic && main.GetParameters().Length < 2);
        }

        /// <summary>Runs it; its exit code.</summary>
        public static int Start(MethodInfo main)
        {
            var args = main.GetParameters().Length == 0 ? new object[0] : new object[] { new string[0] };
            object returned = Guarded(() => Direct(main)(null, args));
            var task = returned as System.Threading.Tasks.Task;
            if (task != null) Guarded(() => { task.GetAwaiter().GetResult(); return null; });
            return returned is int ? (int)returned : 0;
        }

        /// <summary>
        /// The method as a delegate. Called by reflection, recursion without end would end the process: Mono does not
        /// carry a StackOverflowException through its own code.
        /// </summary>
        private static Func<object, object[], object> Direct(MethodInfo method)
        {
            var made = new DynamicMethod("call", typeof(object), new[] { typeof(object), typeof(object[]) }, typeof(Program).Module, true);
            ILGenerator code = made.GetILGenerator();
            if (!method.IsStatic)
            {
                code.Emit(OpCodes.Ldarg_0);
                code.Emit(method.DeclaringType.IsValueType ? OpCodes.Unbox : OpCodes.Castclass, method.DeclaringType);
            }
            ParameterInfo[] parameters = method.GetParameters();
            for (int i = 0; i < parameters.Length; i++)
            {
                if (parameters[i].ParameterType.IsByRef) throw Unfit.Missing("the parameter " + parameters[i].Name + " is by reference");
                code.Emit(OpCodes.Ldarg_1);
                code.Emit(OpCodes.Ldc_I4, i);
                code.Emit(OpCodes.Ldelem_Ref);
                code.Emit(OpCodes.Unbox_Any, parameters[i].ParameterType);
            }
            // By its address, or a short method would be built into this one and be missing from traces.
            code.Emit(OpCodes.Ldftn, method);
            Type[] types = parameters.Select(each => each.ParameterType).ToArray();
            code.EmitCalli(OpCodes.Calli, method.CallingConvention, method.ReturnType, types, null);
            if (method.ReturnType == typeof(void)) code.Emit(OpCodes.Ldnull);
            else if (method.ReturnType.IsValueType) code.Emit(OpCodes.Box, method.ReturnType);
            code.Emit(OpCodes.Ret);
            return (Func<object, object[], object>)made.CreateDelegate(typeof(Func<object, object[], object>));
        }

        /// <summary>A new object for each call, so that no case finds what another has left in its fields.</summary>
        private static object Made(Type type, List<object> args, Dictionary<string, object> named)
        {
            List<ConstructorInfo> constructors = type.GetConstructors(Any).Where(each => !each.IsStatic).ToList();
            object[] values;
            ConstructorInfo constructor = Fitting(constructors, type.Name, args, named, out values);
            return Guarded(() => constructor.Invoke(values));
        }

        private static object Guarded(Func<object> call)
        {
            try
            {
                return call();
            }
            catch (TargetInvocationException error)
            {
                throw new Thrown(error.InnerException);
            }
            catch (Unfit)
            {
                throw;
            }
            catch (Exception error)
            {
                throw new Thrown(error);
            }
        }

        /// <summary>The one of several with the same name that the arguments fit.</summary>
        private static T Fitting<T>(List<T> some, string name, List<object> args, Dictionary<string, object> named, out object[] values)
            where T : MethodBase
        {
            int count = args.Count + named.Count;
            Unfit misfit = null;
            foreach (T each in some.Where(each => each.GetParameters().Length == count))
            {
                try
                {
                    values = Values(each.GetParameters(), args, named);
                    return each;
                }
                catch (Unfit unfit)
                {
                    misfit = misfit ?? unfit;
                }
            }
            throw misfit ?? Unfit.Missing("no " + name + " takes " + count + (count == 1 ? " parameter" : " parameters"));
        }

        private static object[] Values(ParameterInfo[] parameters, List<object> args, Dictionary<string, object> named)
        {
            var values = new object[parameters.Length];
            for (int i = 0; i < values.Length; i++)
            {
                object given;
                if (i < args.Count) given = args[i];
                else if (!named.TryGetValue(parameters[i].Name, out given))
                    throw Unfit.Missing("the parameter " + parameters[i].Name + " is not one of the task's");
                values[i] = Decode.To(parameters[i].ParameterType, given);
            }
            return values;
        }

        private List<MethodInfo> Functions(string name)
        {
            return Types().Select(type => Methods(type, name)).FirstOrDefault(found => found.Count > 0) ?? new List<MethodInfo>();
        }

        private List<MethodInfo> Methods(Type type, string name)
        {
            var found = new List<MethodInfo>();
            for (; type != null && type.Assembly == assembly; type = type.BaseType)
                found.AddRange(type.GetMethods(Any).Where(each => each.Name == name && !each.IsGenericMethod));
            return found;
        }

        /// <summary>The outermost classes, Solution first.</summary>
        private IEnumerable<Type> Types()
        {
            return assembly.GetTypes().Where(type => !type.IsNested).OrderBy(type => type.Name == "Solution" ? 0 : 1);
        }
    }
}
