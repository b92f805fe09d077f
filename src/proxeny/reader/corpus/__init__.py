"""Reading whole corpora: JSON Lines, Parquet and web archives in, findings out, on one machine or on Apache Spark.

The input is cut into *splits* (``plan``), each read by itself (``reading``) into one part of the output that appears
whole or not at all (``storage``). A journal beside the parts says which splits are done (``journal``), so that a run
which was killed goes on where it stopped and no document is lost or read twice. Both engines (``local``, ``spark``)
run the same function over the same splits; their parts are equal byte for byte.
"""
