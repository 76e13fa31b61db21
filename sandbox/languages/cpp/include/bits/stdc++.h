// What `#include <bits/stdc++.h>` finds here: GCC's own, and the judge's library, precompiled as one.
#pragma GCC system_header
#include_next <bits/stdc++.h>
#include <cxxabi.h>
#include <unistd.h>
#include "../greenroom/serve.hpp"
