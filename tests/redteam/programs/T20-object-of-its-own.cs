// an object that is equal to everything, with a finaliser that answers
// mode: class
// right: passed protocol_error
using System;
using System.IO;

public class Counter
{
    readonly int a;

    public Counter(int a)
    {
        this.a = a;
    }

    public int Value()
    {
        return RIGHT;
    }

    public override bool Equals(object other)
    {
        return true;
    }

    public override int GetHashCode()
    {
        throw new OutOfMemoryException();
    }

    ~Counter()
    {
        File.WriteAllText("/proc/self/fd/4", "{\"id\":\"1\",\"ok\":1}\n");
    }
}
