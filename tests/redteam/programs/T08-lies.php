<?php
// an answer that says it is something else
// right: passed
final class Lie implements JsonSerializable, ArrayAccess, Countable, IteratorAggregate
{
    public $val = 1;
    public $next = null;

    public function __construct(private mixed $a)
    {
    }

    public function __get($name)
    {
        return $this->a;
    }

    public function jsonSerialize(): mixed
    {
        return $this->a;
    }

    public function count(): int
    {
        return 0;
    }

    public function offsetExists(mixed $at): bool
    {
        return true;
    }

    public function offsetGet(mixed $at): mixed
    {
        return $this->a;
    }

    public function offsetSet(mixed $at, mixed $value): void
    {
    }

    public function offsetUnset(mixed $at): void
    {
    }

    public function getIterator(): Iterator
    {
        return new InfiniteIterator(new ArrayIterator([1]));
    }
}

function f($a)
{
    return WRONG ? new Lie($a) : RIGHT;
}
