"""What a task's author has: judging a solution, proving a task, starting one, bringing one in, giving one away."""
