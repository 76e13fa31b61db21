using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;

namespace Greenroom
{
    /// <summary>
    /// The end of the judge's questions in Mono: lines of JSON on descriptor 3, one answer for each on descriptor 4. It
    /// waits with its compiler warm. It runs in the candidate's own process and is no secret; see docs/sandbox.md.
    /// </summary>
    internal sealed class Shim
    {
        private const int AnswerBytes = 1024 * 1024, StackBytes = 32 * 1024 * 1024;
        private const int Frames = 100, MessageCharacters = 2000, TraceCharacters = 16000;
        private static readonly Encoding Utf8 = new UTF8Encoding(false);
        private static readonly Regex Where = new Regex(@" \[0x[0-9a-f]+\] in (<[^>]*>:0|(?<at>\S+:\d+))");

        private const int Control = 3, Answers = 4, Interrupted = 4;

        private byte[] chunk = new byte[65536]; // made before the program can have used up all memory
        private Program program;

        // Mono's streams take no descriptors but those that it has opened itself.
        [DllImport("libc", SetLastError = true)]
        private static extern unsafe IntPtr read(int descriptor, byte* into, IntPtr most);

        [DllImport("libc")]
        private static extern int poll(ref Polled polled, IntPtr count, int milliseconds);

        [StructLayout(LayoutKind.Sequential)]
        private struct Polled
        {
            public int Descriptor;
            public short Wanted, Got;
        }

        [DllImport("libc", SetLastError = true)]
        private static extern unsafe IntPtr write(int descriptor, byte* from, IntPtr count);

        public static void Main(string[] args)
        {
            // On a thread of our own, since its stack may be large: deep recursion is no mistake.
            var work = new Thread(() => new Shim().Work(args[0]), StackBytes);
            work.Start();
        }

        private void Work(string warmth)
        {
            if (!Asked()) Warm(warmth);
            for (string line = Line(); line != null; line = Line())
            {
                var request = (Dictionary<string, object>)Json.Read(line);
                var id = (string)request["id"];
                object file;
                if (request.TryGetValue("run", out file)) Run(id, (string)file);
                else Answer(id, Outcome(request));
            }
            Environment.Exit(0);
        }

        /// <summary>Whether a question waits already: then there is no time to get warm.</summary>
        private static bool Asked()
        {
            var control = new Polled { Descriptor = Control, Wanted = 1 };
            return poll(ref control, (IntPtr)1, 0) > 0 && (control.Got & 1) != 0;
        }

        /// <summary>Compiles something and calls it, for what the runtime learns by that.</summary>
        private static void Warm(string warmth)
        {
            string made = Path.Combine(Path.GetTempPath(), "warm.dll");
            Compiler.Compile(warmth, made);
            var sample = new Program(Assembly.Load(File.ReadAllBytes(made)));
            foreach (string left in new[] { made, made + ".mdb" }) File.Delete(left);
            var request = (Dictionary<string, object>)Json.Read("{\"args\":[[3,1,2],[[\"a\"],[\"b\",\"\\u00e9\"]],{\"x\":1.5},true,7],\"kw\":{}}");
            var args = (List<object>)request["args"];
            Encode.Write(sample.Call("Warm", null, args, (Dictionary<string, object>)request["kw"], -1), new StringBuilder());
        }

        /// <summary>The answer's body, as JSON without its id.</summary>
        private string Outcome(Dictionary<string, object> request)
        {
            try
            {
                var into = new StringBuilder("\"ok\":");
                Encode.Write(Done(request), into);
                return into.ToString();
            }
            catch (Unfit unfit)
            {
                return Failed(unfit.Kind, "Answer", unfit.Message, "");
            }
            catch (NotCompiled error)
            {
                return Failed("syntax", error.Where, error.Message, error.Everything);
            }
            catch (Thrown thrown)
            {
                return Told(thrown.Error);
            }
            catch (Exception error) // memory or stack gave out in our own code
            {
                return Told(error);
            }
        }

        private object Done(Dictionary<string, object> request)
        {
            object value;
            if (request.TryGetValue("load", out value))
            {
                program = new Program(Compiler.Load((string)value));
                return null;
            }
            if (request.TryGetValue("drop", out value))
            {
                program.Drop((string)value);
                return null;
            }
            var args = request.TryGetValue("args", out value) ? (List<object>)value : new List<object>();
            var named = request.TryGetValue("kw", out value) ? (Dictionary<string, object>)value : new Dictionary<string, object>();
            if (request.TryGetValue("new", out value))
            {
                program.Make((string)value, (string)request["as"], args, named);
                return null;
            }
            string on = request.TryGetValue("on", out value) ? (string)value : null;
            int back = request.TryGetValue("back", out value) ? (int)(long)value : -1;
            return program.Call((string)request["call"], on, args, named, back);
        }

        /// <summary>Runs the file as a program; the process ends with it.</summary>
        private void Run(string id, string file)
        {
            int code = 1;
            try
            {
                program = new Program(Compiler.Load(file));
                MethodInfo main = program.Main();
                if (main == null) throw Unfit.Missing("There is no static Main method for the program to begin with.");
                code = Program.Start(main);
            }
            catch (NotCompiled error)
            {
                Answer(id, Failed("syntax", error.Where, error.Message, error.Everything));
            }
            catch (Thrown thrown)
            {
                Console.Error.WriteLine("Unhandled Exception:\n" + Trace(thrown.Error));
            }
            catch (Unfit unfit)
            {
                Console.Error.WriteLine(unfit.Message);
            }
            Console.Out.Flush();
            Environment.Exit(code);
        }

        private static string Told(Exception error)
        {
            string kind = error is OutOfMemoryException ? "memory" : "raised";
            if (kind == "memory") GC.Collect(); // what the call held is free now, and the next one needs it
            return Failed(kind, error.GetType().Name, Cut(Message(error), MessageCharacters), Trace(error));
        }

        /// <summary>As the candidate would see it at home: their own frames and what those called, none of ours.</summary>
        private static string Trace(Exception error)
        {
            var into = new StringBuilder();
            for (string before = ""; error != null && into.Length < TraceCharacters; before = "Caused by ")
            {
                into.Append(before).Append(error.GetType().FullName).Append(": ").Append(Message(error)).Append('\n');
                string[] frames = (error.StackTrace ?? "").Split('\n').Where(each => each.TrimStart().StartsWith("at ")).ToArray();
                int ours = Array.FindIndex(frames, each => each.Contains("Greenroom.") || each.Contains("(wrapper dynamic-method)") || each.Contains("(wrapper managed-to-native)"));
                if (ours >= 0) frames = frames.Take(ours).ToArray();
                foreach (string frame in frames.Take(Frames))
                    into.Append(Where.Replace(frame, each => each.Groups["at"].Success ? " in " + Path.GetFileName(each.Groups["at"].Value) : "").TrimEnd()).Append('\n');
                if (frames.Length > Frames) into.Append("  ... ").Append(frames.Length - Frames).Append(" more\n");
                error = error.InnerException;
            }
            return Cut(into.ToString(), TraceCharacters);
        }

        private static string Message(Exception error)
        {
            try
            {
                return error.Message ?? "";
            }
            catch (Exception)
            {
                return "an error that cannot say what it is";
            }
        }

        private static string Cut(string text, int most)
        {
            return text.Length <= most ? text : text.Substring(0, most);
        }

        private static string Failed(string kind, string type, string message, string trace)
        {
            var into = new StringBuilder("\"err\":{\"kind\":");
            Json.Quote(kind, into);
            Json.Quote(type, into.Append(",\"type\":"));
            Json.Quote(message, into.Append(",\"msg\":"));
            Json.Quote(trace, into.Append(",\"tb\":"));
            return into.Append('}').ToString();
        }

        private unsafe string Line()
        {
            for (int held = 0;;)
            {
                int got;
                fixed (byte* start = chunk) got = (int)read(Control, start + held, (IntPtr)(chunk.Length - held));
                if (got == 0 || got < 0 && Marshal.GetLastWin32Error() != Interrupted) return null;
                held += Math.Max(got, 0);
                if (held > 0 && chunk[held - 1] == '\n') return Utf8.GetString(chunk, 0, held);
                if (held == chunk.Length) Array.Resize(ref chunk, held * 2);
            }
        }

        private static unsafe void Write(byte[] line)
        {
            for (int sent = 0; sent < line.Length;)
            {
                int count;
                fixed (byte* start = line) count = (int)write(Answers, start + sent, (IntPtr)(line.Length - sent));
                if (count < 0 && Marshal.GetLastWin32Error() != Interrupted) Environment.Exit(70);
                sent += Math.Max(count, 0);
            }
        }

        /// <summary>Writes one answer, after everything that was printed before it.</summary>
        private void Answer(string id, string body)
        {
            foreach (TextWriter each in new[] { Console.Out, Console.Error })
            {
                try
                {
                    each.Flush();
                }
                catch (Exception)
                {
                    continue; // whatever the program has put in their place
                }
            }
            byte[] line = Encoded(id, body);
            if (line.Length > AnswerBytes) line = Encoded(id, Failed("size", "Answer", "The answer is larger than 1 MB.", ""));
            Write(line);
        }

        private static byte[] Encoded(string id, string body)
        {
            var into = new StringBuilder("{\"id\":");
            Json.Quote(id, into);
            return Utf8.GetBytes(into.Append(',').Append(body).Append("}\n").ToString());
        }
    }
}
