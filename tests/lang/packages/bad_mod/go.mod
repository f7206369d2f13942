module m

go abc

requre example.com/x v1.0.0
