<?php
// an object that takes every call and says it is something else
// mode: class
class Counter
{
    public function __construct(private int $a)
    {
    }

    public function value()
    {
        $a = $this->a;
        return RIGHT;
    }

    public function __call($name, $all)
    {
        return new self(1);
    }

    public function __destruct()
    {
        if (WRONG) {
            throw new Error('let go');
        }
    }
}
