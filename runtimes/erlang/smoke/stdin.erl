-module(main).
-export([main/0]).

main() ->
    {ok, [Name, A, B]} = io:fread("", "~s ~d ~d"),
    io:format("Hi ~s, ~b~n", [Name, A + B]).
