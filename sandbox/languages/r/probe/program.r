numbers <- scan("stdin", quiet = TRUE)
if (length(numbers) == 0) quit(status = 3)
total <- sum(numbers)
while (total < 0) {}
cat(total, "\n")
