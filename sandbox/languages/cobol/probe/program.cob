identification division.
program-id. solution.
environment division.
input-output section.
file-control.
    select input-lines assign to keyboard organization line sequential.
data division.
file section.
fd input-lines.
01 input-line pic x(1000).
working-storage section.
01 total pic s9(18) comp-5 value 0.
01 seen pic 9(9) comp-5 value 0.
01 place pic 9(9) comp-5.
01 word pic x(40).
01 ended pic 9 value 0.
01 shown pic -(18)9.
procedure division.
    open input input-lines
    perform until ended = 1
        read input-lines
            at end move 1 to ended
            not at end perform add-words
        end-read
    end-perform
    if seen = 0 then
        move 3 to return-code
        stop run
    end-if
    perform until total >= 0
        continue
    end-perform
    move total to shown
    display function trim(shown)
    stop run.
add-words.
    move 1 to place
    perform until place > function length(function trim(input-line trailing))
        unstring input-line delimited by all spaces into word with pointer place
        if word not = spaces then
            add function numval(word) to total
            add 1 to seen
        end-if
    end-perform.
