-module(main).
-export([main/0]).

main() ->
    io:format("before~n"),
    erlang:error(broken).
