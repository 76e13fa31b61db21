using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Mono.CSharp;

namespace Greenroom
{
    /// <summary>mcs, kept in memory. What it makes stays in a file for the next process of the same run.</summary>
    internal static class Compiler
    {
        private static readonly Regex Mistake = new Regex(@"^(?<file>[^(]*)\((?<line>\d+),\d+\): error \w+: (?<what>.*)$", RegexOptions.Multiline);
        private static readonly string[] Options =
        {
            "-target:library", "-debug", "-optimize", "-nologo", "-warn:0", "-noconfig", "-langversion:experimental",
            "-r:System.dll", "-r:System.Core.dll", "-r:System.Numerics.dll", "-r:/sandbox/shim.exe",
        };

        /// <summary>The assembly of a source; what an earlier process has made of the same source is taken again.</summary>
        public static Assembly Load(string file)
        {
            byte[] source = File.ReadAllBytes(file);
            string made = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file)), "." + Path.GetFileName(file) + ".dll");
            string from = made + ".source";
            if (!(File.Exists(from) && File.ReadAllBytes(from).SequenceEqual(source)))
            {
                Compile(file, made);
                File.WriteAllBytes(from, source);
            }
            string symbols = made + ".mdb";
            return Assembly.Load(File.ReadAllBytes(made), File.Exists(symbols) ? File.ReadAllBytes(symbols) : null);
        }

        public static void Compile(string file, string made)
        {
            var said = new StringWriter();
            CompilerCallableEntryPoint.Reset();
            bool fine = CompilerCallableEntryPoint.InvokeCompiler(Options.Concat(new[] { "-out:" + made, file }).ToArray(), said);
            if (fine) return;
            string everything = said.ToString();
            Match first = Mistake.Match(everything);
            string name = Path.GetFileName(file);
            if (!first.Success) throw new NotCompiled(name, everything.Trim().Split('\n')[0], everything);
            throw new NotCompiled(name + ":" + first.Groups["line"].Value, first.Groups["what"].Value, everything);
        }
    }
}
