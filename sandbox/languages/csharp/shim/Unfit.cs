using System;

namespace Greenroom
{
    /// <summary>A call or an answer that cannot be carried: the kind is the judge's word, the message for people.</summary>
    internal sealed class Unfit : Exception
    {
        public readonly string Kind;

        public Unfit(string kind, string message) : base(message)
        {
            Kind = kind;
        }

        public static Unfit Value(string message)
        {
            return new Unfit("value", message);
        }

        public static Unfit Missing(string message)
        {
            return new Unfit("missing", message);
        }

        public static Unfit TooLarge()
        {
            return new Unfit("size", "The answer is larger than 1 MB.");
        }
    }

    /// <summary>What the program itself has thrown.</summary>
    internal sealed class Thrown : Exception
    {
        public readonly Exception Error;

        public Thrown(Exception error)
        {
            Error = error;
        }
    }

    /// <summary>A source that does not compile: the first mistake, where it is, and everything that the compiler said.</summary>
    internal sealed class NotCompiled : Exception
    {
        public readonly string Where, Everything;

        public NotCompiled(string where, string first, string everything) : base(first)
        {
            Where = where;
            Everything = everything;
        }
    }
}
